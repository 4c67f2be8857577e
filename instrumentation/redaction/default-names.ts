/**
 * Names whose values are hidden unless the configuration keeps them. Written as they are compared: lower case, without
 * `-`, `_` and blanks; `*` stands for any run of characters. A name with dots is compared part by part, so that
 * `password` covers `db.user.password`; a pattern with dots is compared with the whole name.
 */

/** Secrets, wherever they stand: header, field, attribute, query parameter, baggage. */
export const SECRET_NAMES: readonly string[] = [
  // HTTP headers that authenticate (RFC 9110, RFC 6265).
  '*authorization',
  '*cookie',
  '*cookies',
  // Passwords and what replaces them.
  '*password',
  '*passwd',
  '*passphrase',
  'pwd',
  'pass',
  'otp',
  'totp',
  'mfacode',
  // Keys, tokens, signatures; pre-signed URLs of AWS, Google and Azure included.
  '*secret',
  '*secrets',
  '*secretkey',
  '*apikey',
  '*apikeys',
  '*accesskey',
  '*accesskeyid',
  '*privatekey',
  '*signingkey',
  '*encryptionkey',
  '*token',
  '*credential',
  '*credentials',
  '*signature',
  'sig',
  'jwt',
  // OAuth 2 and OpenID Connect, SAML.
  'codeverifier',
  'clientassertion',
  'samlresponse',
  'samlrequest',
  'authcode',
  'authorizationcode',
  // Sessions.
  'sessionid',
  'session',
  'sessid',
  'phpsessid',
  'jsessionid',
  'connect.sid',
];

/** Data about a person. */
export const PERSONAL_NAMES: readonly string[] = [
  '*email',
  '*emailaddress',
  'phone',
  '*phonenumber',
  'msisdn',
  'ssn',
  'socialsecuritynumber',
  'dateofbirth',
  'birthdate',
  'dob',
  'iban',
  '*cardnumber',
  'creditcard',
  'cvv',
  'cvc',
  'firstname',
  'lastname',
  'fullname',
  'passportnumber',
  // Addresses of people's machines.
  'client.address',
  'xforwardedfor',
  'forwarded',
  'xrealip',
  'remoteaddress',
];

/** Words that are a secret as a query parameter only: elsewhere `code` or `state` are everyday names. */
export const QUERY_NAMES: readonly string[] = [
  'code',
  'state',
  'nonce',
  'key',
  'auth',
  'sid',
  'ticket',
  'assertion',
  'relaystate',
  'hmac',
  'mail',
  'user',
  'username',
  'login',
];
