"""moto's server for tests: python moto-server.py PORT.

moto answers 500 for an action that it does not have, and the AWS provider tries a 500 again for minutes. Here such an answer, and an exception
inside moto, becomes a 400 that names the action, in the form of the protocol that was asked.
"""

import json
import sys
from html import escape

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

moto = DomainDispatcherApplication(create_backend_app)


def refusal(environ, why):
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    message = f"moto has no {target or environ.get('PATH_INFO', '')}: {why}"[:300]
    if target or "json" in environ.get("CONTENT_TYPE", ""):
        return "application/x-amz-json-1.1", json.dumps({"__type": "NotInEmulator", "message": message})
    error = f"<Error><Code>NotInEmulator</Code><Message>{escape(message)}</Message></Error>"
    return "text/xml", f"<ErrorResponse>{error}</ErrorResponse>"


def application(environ, start_response):
    answer = {}

    def keep(status, headers, _exc_info=None):
        answer["status"], answer["headers"] = status, headers
        return lambda _data: None

    try:
        body = b"".join(moto(environ, keep))
        missing = answer["status"].startswith("500")
        why = "it answered 500"
    except Exception as error:  # moto raises where it has no implementation
        missing, body, why = True, b"", f"{type(error).__name__} {error}"
    if missing:
        kind, text = refusal(environ, why)
        body = text.encode()
        answer = {"status": "400 Bad Request", "headers": [("Content-Type", kind), ("Content-Length", str(len(body)))]}
    start_response(answer["status"], answer["headers"])
    return [body]


run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True)
