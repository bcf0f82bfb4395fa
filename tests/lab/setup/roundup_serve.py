"""Serves one tracker of Roundup on loopback; Roundup's own server refuses to run as root, as in a container."""

import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from roundup.cgi.wsgi_handler import RequestDispatcher


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


tracker, port = sys.argv[1:]
make_server("127.0.0.1", int(port), RequestDispatcher(tracker), Server, WSGIRequestHandler).serve_forever()
