# An alias in English.
# breaks: entity-alias
INSERT DATA { community:huanhua-shequ-000003 skos:altLabel "Huanhua"@en }
