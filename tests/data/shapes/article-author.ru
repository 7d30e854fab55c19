# An author who is a text.
# breaks: article-author
INSERT DATA { article:p1-1 schema:author "李明" }
