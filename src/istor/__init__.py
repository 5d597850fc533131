"""istor: who did what to whom, when, where, and on whose word, out of overlapping news reports."""
