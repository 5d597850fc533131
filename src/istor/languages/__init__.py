"""What istor knows of each language: data files by language, and the small code that reads them."""
