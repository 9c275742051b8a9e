"""Text as such: what is invisible, what looks alike, what is escaped, and how patterns stay bounded."""
