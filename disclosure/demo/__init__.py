"""The texts of the demonstration city 临江市, which does not exist. Data files only, and their reader."""
