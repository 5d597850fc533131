"""What does this report claim? From its annotated document to claims; never looks at another report."""

from istor.coding.claims import Coder, code
from istor.coding.explaining import explain

__all__ = ["Coder", "code", "explain"]
