"""A security key in Python (soft-webauthn) and a browser around it, that speaks the JSON of WebAuthn Level 3."""

import base64
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.utils import sha256
from people import Person
from soft_webauthn import SoftWebauthnDevice

USER_VERIFIED = 0x04


def encoded(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Authenticator:
    """One passkey. The package's device never asks for a PIN; this one says that it did, unless told otherwise."""

    def __init__(self, origin, verifies=True):
        self.device, self.origin, self.verifies = SoftWebauthnDevice(), origin, verifies

    def create(self, options, origin=None):
        """What `navigator.credentials.create()` gives, by toJSON()."""
        options = {
            **options,
            "challenge": decoded(options["challenge"]),
            "user": {**options["user"], "id": decoded(options["user"]["id"])},
        }
        made = self.device.create({"publicKey": options}, origin or self.origin)
        attestation = cbor.decode(made["response"]["attestationObject"])
        attestation["authData"] = self._verified(attestation["authData"])
        credential_id = encoded(made["rawId"])
        return {
            "id": credential_id,
            "rawId": credential_id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {
                "clientDataJSON": encoded(made["response"]["clientDataJSON"]),
                "attestationObject": encoded(cbor.encode(attestation)),
                "authenticatorData": encoded(attestation["authData"]),
                "transports": ["smart-card", "hybrid"],
                "publicKeyAlgorithm": -7,
            },
        }

    def get(self, options, origin=None, **changes):
        """What `navigator.credentials.get()` gives, by toJSON()."""
        used = self.device.get({"publicKey": {**options, "challenge": decoded(options["challenge"])}}, origin or self.origin)
        client_data = used["response"]["clientDataJSON"]
        data = self._verified(used["response"]["authenticatorData"])
        signature = self.device.private_key.sign(data + sha256(client_data), ec.ECDSA(hashes.SHA256()))
        credential_id = encoded(used["rawId"])
        return {
            "id": credential_id,
            "rawId": credential_id,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": encoded(client_data),
                "authenticatorData": encoded(data),
                "signature": encoded(signature),
                "userHandle": encoded(used["response"]["userHandle"]),
            },
            **changes,
        }

    def _verified(self, data):
        flags = data[32] | (USER_VERIFIED if self.verifies else 0)
        return data[:32] + bytes([flags]) + data[33:]


def client_data_of(credential):
    return json.loads(decoded(credential["response"]["clientDataJSON"]))


def sign_in_options(person):
    answer = person.client.post("/api/v1/sessions/passkey/options")
    assert answer.status_code == 200, answer.text
    return answer.json()


def sign_in_with(person, credential):
    """Sends what an authenticator gave."""
    answer = person.client.post("/api/v1/sessions/passkey", json={"credential": credential})
    if answer.status_code == 201:
        person.answer = answer.json()
    return answer


def sign_in_by(person, key, **more):
    return sign_in_with(person, key.get(sign_in_options(person), **more))


def registration_options(person):
    answer = person.call("POST", "/api/v1/me/passkeys/options")
    assert answer.status_code == 200, answer.text
    return answer.json()


def register(person, key=None, name="Телефон"):
    """Gives the authenticator and the answer."""
    key = key or Authenticator(person.server.url)
    credential = key.create(registration_options(person))
    return key, person.call("POST", "/api/v1/me/passkeys", json={"name": name, "credential": credential})


def sign_up_by(person, key, **more):
    about = {"email": person.address, **more}
    options = person.client.post("/api/v1/accounts/passkey/options", json=about)
    assert options.status_code == 200, options.text
    return person.client.post("/api/v1/accounts/passkey", json={**about, "credential": key.create(options.json())})


def with_passkey_only(server):
    """Somebody who has a passkey and no password."""
    person, key = Person(server), Authenticator(server.url)
    assert sign_up_by(person, key).status_code == 202
    assert person.verify().status_code == 204
    assert sign_in_by(person, key).status_code == 201
    return person, key


def prove(person, **how):
    """Proves again who they are, and goes on with the new access token."""
    answer = person.call("POST", "/api/v1/me/proof", json=how)
    if answer.status_code == 200:
        person.answer = answer.json()
    return answer
