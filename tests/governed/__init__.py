"""A subject with a small procedure, for tests of the platform alone."""
