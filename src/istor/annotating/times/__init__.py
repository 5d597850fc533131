"""Time expressions of Greek news: found by a small grammar, reckoned against the report's date."""

from istor.annotating.times.expressions import TimeExpression, find_times

__all__ = ["TimeExpression", "find_times"]
