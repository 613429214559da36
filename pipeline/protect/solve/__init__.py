"""The solver core: which decisions to hide so that no count can be worked out. Knows nothing of units or months."""
