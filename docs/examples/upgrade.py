"""Upgrades a subscription and survives a lost answer. Needs only Python's own library: python3 upgrade.py URL TENANT CLIENT SECRET"""
import json, sys, urllib.error, urllib.parse, urllib.request, uuid

url, tenant, client, secret = sys.argv[1:5]
customer, subscription = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def send(path, body=None, headers={}, form=False):
    data = None if body is None else (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
    kind = {} if data is None else {"Content-Type": "application/x-www-form-urlencoded" if form else "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url + path, data, {**kind, **headers})) as answer:
        return json.load(answer)


asked = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret,
         "scope": "https://api.partnercenter.microsoft.com/.default"}
token = send(f"/{tenant}/oauth2/v2.0/token", asked, form=True)["access_token"]
address = f"/v1/customers/{customer}/subscriptions/{subscription}/upgrades"
# The same id for every try: the work is done once, whatever becomes of the answers.
headers = {"Authorization": f"Bearer {token}", "MS-RequestId": str(uuid.uuid4())}

target = next(item for item in send(address, headers=headers)["items"] if item["isEligible"])
body = {"targetOffer": {"id": target["targetOffer"]["id"]}, "upgradeType": target["upgradeType"]}
try:
    result = send(address, body, {**headers, "X-Upseat-Fault": "lost-answer"})
except OSError:
    result = send(address, body, headers)
print("upgraded to", target["targetOffer"]["name"], "as", result["targetSubscriptionId"])
