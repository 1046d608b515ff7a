"""Public documents, what changed among them, and their code lists, for programs."""
