"""Finds reports by words: the same reports in the same order on every database. Works out nothing that is kept."""

from istor.storing.search.narrowing import SearchFilter
from istor.storing.search.search import Found, Hit, Question
from istor.storing.search.snippets import Snippet

__all__ = ["Found", "Hit", "Question", "SearchFilter", "Snippet"]
