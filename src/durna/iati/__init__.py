"""The standard of the International Aid Transparency Initiative (IATI): checked, read, written, compared.

Version 2.03; 2.02 reads. Nothing here knows the site or its database: a file comes in as bytes and goes out as bytes.
"""
