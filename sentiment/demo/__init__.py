"""Public opinion of the demonstration city, played by the services."""
