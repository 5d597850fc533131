"""The addresses, one noun a module. Each function finds what its page shows; ``answers`` writes it."""
