"""What is public, as JSON for programs: read only, without a key, described by openapi.json."""
