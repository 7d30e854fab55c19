# An address without the six digits.
# breaks: entity entity-article entity-label entity-mention evidence locatedIn-evidence
INSERT DATA { <https://w3id.org/civic-kg/id/place/x> a ckg:Place ; ckg:locatedIn community:huanhua-shequ-000003 }
