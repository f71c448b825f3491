/** Every stream has one shard here. */
export const SHARD_ID = "shardId-00000000000000000000-00000000";
