# Upgrades a subscription and survives a lost answer, with nothing but PowerShell 7: ./upgrade.ps1 URL TENANT CLIENT SECRET
# The PartnerCenter module has no command that upgrades; what it reads, it reads from the same addresses.
param([string]$Url, [string]$Tenant, [string]$Client, [string]$Secret)
$ErrorActionPreference = 'Stop'
$form = @{
  grant_type = 'client_credentials'; client_id = $Client; client_secret = $Secret
  scope = 'https://api.partnercenter.microsoft.com/.default'
}
$token = (Invoke-RestMethod -Method Post -Uri "$Url/$Tenant/oauth2/v2.0/token" -Body $form).access_token
$address = "$Url/v1/customers/11111111-1111-4111-8111-111111111111/subscriptions/22222222-2222-4222-8222-222222222222/upgrades"
# The same id for every try: the work is done once, whatever becomes of the answers.
$headers = @{ Authorization = "Bearer $token"; 'MS-RequestId' = [guid]::NewGuid().ToString() }

$target = (Invoke-RestMethod -Uri $address -Headers $headers).items | Where-Object isEligible | Select-Object -First 1
$submit = @{
  Method = 'Post'; Uri = $address; ContentType = 'application/json'
  Body = @{ targetOffer = @{ id = $target.targetOffer.id }; upgradeType = $target.upgradeType } | ConvertTo-Json
}
try { $result = Invoke-RestMethod @submit -Headers ($headers + @{ 'X-Upseat-Fault' = 'lost-answer' }) }
catch { $result = Invoke-RestMethod @submit -Headers $headers }
"upgraded to $($target.targetOffer.name) as $($result.targetSubscriptionId)"
