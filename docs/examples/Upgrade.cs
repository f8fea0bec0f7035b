// Upgrades a subscription with the official .NET SDK: dotnet run URL TENANT CLIENT SECRET
// In a console project with: dotnet add package Microsoft.Store.PartnerCenter --version 3.4.0
// The SDK signs in through MSAL, which takes no http:// address: start the emulator with TLS_CERT_FILE and TLS_KEY_FILE,
// a certificate that this machine trusts.
using System;
using System.Linq;
using Microsoft.Store.PartnerCenter;
using Microsoft.Store.PartnerCenter.Extensions;

var (url, tenant, client, secret) = (args[0], args[1], args[2], args[3]);
PartnerService.Instance.ApiRootUrl = url;
var credentials = PartnerCredentials.Instance.GenerateByApplicationCredentials(client, secret, tenant, url, "https://graph.windows.net");
var partner = PartnerService.Instance.CreatePartnerOperations(credentials);

var upgrades = partner.Customers.ById("11111111-1111-4111-8111-111111111111")
    .Subscriptions.ById("22222222-2222-4222-8222-222222222222").Upgrades;
var target = upgrades.Get().Items.First(upgrade => upgrade.IsEligible);
// After a 5xx the SDK asks again by itself, three times at most and with the same MS-RequestId: the work is done once.
var result = upgrades.Create(target);
foreach (var error in result.UpgradeErrors) Console.WriteLine($"{error.Code}: {error.Description}");
Console.WriteLine($"upgraded to {target.TargetOffer.Name} as {result.TargetSubscriptionId}");
