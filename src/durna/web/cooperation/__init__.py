"""International cooperation: projects, their partners, money and results; IATI in and out; reports to donors."""
