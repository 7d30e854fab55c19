# A page at home in two districts.
# breaks: page-frame
INSERT DATA { page:p1 ckg:frame "锦江区"@zh-Hans }
