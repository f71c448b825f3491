/**
 * Actions that AWS can allow on `*` only, of the services that functions and state machines use most; "Service Authorization Reference",
 * AWS documentation. To allow these on `*` is no choice, so it is no alarm.
 */
const ONLY_ON_EVERYTHING: readonly RegExp[] = [
  /^xray:(put|get|batchget)\w+$/,
  /^cloudwatch:(putmetricdata|getmetricdata|getmetricstatistics|listmetrics|describealarms\w*)$/,
  /^logs:(create|get|update|delete)logdelivery$/,
  /^logs:(listlogdeliveries|putresourcepolicy|describeresourcepolicies|describeloggroups)$/,
  /^ec2:describe\w+$/,
  /^ec2:(create|delete)networkinterface$/,
  /^ec2:(un)?assignprivateipaddresses$/,
  /^ecr:getauthorizationtoken$/,
  /^sts:(getcalleridentity|getsessiontoken|getaccesskeyinfo|decodeauthorizationmessage)$/,
  /^states:(sendtask(success|failure|heartbeat)|liststatemachines|listactivities)$/,
  /^rekognition:(detect\w+|comparefaces|recognizecelebrities|get(label|face|text)detection)$/,
  /^textract:(analyze|detect|start|get)\w+$/,
  /^comprehend:(batch)?detect\w+$/,
  /^translate:translate(text|document)$/,
  /^kms:(listkeys|listaliases|generaterandom)$/,
  /^s3:listallmybuckets$/,
  /^(sqs:listqueues|sns:listtopics|dynamodb:(listtables|listbackups|describelimits))$/,
  /^lambda:(listfunctions|listlayers|listeventsourcemappings|getaccountsettings)$/,
  /^(events:list(rules|eventbuses)|secretsmanager:(listsecrets|getrandompassword)|tag:get\w+)$/,
];

/** Whether the action, written out, works on `*` and nothing else. */
export const needsEveryResource = (action: string): boolean =>
  ONLY_ON_EVERYTHING.some((pattern) => pattern.test(action.toLowerCase()));
