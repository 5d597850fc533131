"""Measures what istor is worth, layer by layer, on data that is not part of the repository, and holds it to floors.

    python -m evals LAYER [--json]     one layer's figures
    python -m evals gate               every layer that has a floor in ``floors.json``
"""
