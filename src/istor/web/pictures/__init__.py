"""Pictures drawn on the server: where every mark stands. Templates turn them into SVG; no script is needed to see one.

Places along the width are percentages, so that a picture fills any screen without its letters growing or shrinking.
"""
