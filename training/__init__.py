"""Training of the encoder: the only room that needs torch (extra ``train``)."""
