"""Who comes in, how often and with what: sign-in, second factor, sessions, limits and headers."""
