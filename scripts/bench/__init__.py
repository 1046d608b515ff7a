"""Measures the product on this machine and prints tables."""
