"""The registers of the platform in the staff site: organs, people, appointments, the trail of what was done."""
