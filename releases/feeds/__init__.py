"""Releases as RSS 2.0, Atom 1.0 and JSON Feed 1.1, each with its whole text, back to the first one.

`selection` says which releases stand in a feed and when each was touched last, `entries` what one of them
holds, `rss`, `atom` and `json` write it down, `views` answers.
"""
