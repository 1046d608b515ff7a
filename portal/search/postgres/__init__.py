"""The engine for more than one machine: terms, texts and ranks in the PostgreSQL of the portal itself."""
