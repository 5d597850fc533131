"""What does this report claim? From its annotated document to claims; never looks at another report."""

from istor.coding.claims import code

__all__ = ["code"]
