"""What the yearly reports of organs and of websites share: whom they tell, and what happens when one is late."""
