"""The Global Compact as the State follows it: measures, pledges, practices, reviews, the national plan."""
