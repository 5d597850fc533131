"""What istor knows of the world: states, people and their offices, bodies, places and news sources, as tables."""
