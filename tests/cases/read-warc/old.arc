filedesc://old.arc 0.0.0.0 20040509083200 text/plain 65
1 0 Test
URL IP-address Archive-date Content-type Archive-length

https://gazette.example/old 192.0.2.1 20040509083200 text/html 108
HTTP/1.1 200 OK
Content-Type: text/html

<html><title>Old page</title><p>The old ferry sails at noon.</p>
