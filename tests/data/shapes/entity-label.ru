# A second name.
# breaks: entity-label
INSERT DATA { community:huanhua-shequ-000003 rdfs:label "浣花社区居委会"@zh-Hans }
