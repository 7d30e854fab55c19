# An alias that is the name.
# breaks: entity-alias
INSERT DATA { community:huanhua-shequ-000003 skos:altLabel "浣花社区"@zh-Hans }
