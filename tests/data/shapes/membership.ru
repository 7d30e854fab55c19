# A post without an address.
# breaks: membership
INSERT DATA { _:post a org:Membership ; org:member person:zhouming-000004 ; org:organization community:huanhua-shequ-000003 ; ckg:title "主任" }
