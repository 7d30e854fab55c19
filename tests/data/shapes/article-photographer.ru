# A photographer who is an entity.
# breaks: article-photographer
INSERT DATA { article:p1-1 ckg:photographer person:zhouming-000004 }
