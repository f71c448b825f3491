export { z } from "zod";
export { claimHolder } from "./claim-holder.ts";
export { defineHandler } from "./define-handler.ts";
export { deleteFolder } from "./delete-folder.ts";
export { deleteObject } from "./delete-object.ts";
export { isUnavailable } from "./is-unavailable.ts";
export { logger } from "./logger.ts";
export {
  DamagedPhoto,
  EmptyPhoto,
  InvalidEnvironment,
  InvalidEvent,
  PhotoGone,
  PhotoTooLarge,
  RecognitionUnavailable,
  StorageUnavailable,
  TooManyPixels,
  WorkingCopyGone,
} from "./named-errors.ts";
export { objectKeys, type PhotoIdentity } from "./object-keys.ts";
export { photoName } from "./photo-name.ts";
export { type PhotoReference, photoReference } from "./photo-reference.ts";
export { photoVersion } from "./photo-version.ts";
export { type Picture, type PictureFormat, picture } from "./picture.ts";
export { putIfAbsent, putObject } from "./put-object.ts";
export { readObject, readStart } from "./read-object.ts";
export { readPhoto } from "./read-photo.ts";
export { readWorkingCopy } from "./read-working-copy.ts";
export { setAsideOriginal } from "./set-aside-original.ts";
export { type StoredDocument, storedDocument } from "./stored-document.ts";
export { tuneSharp } from "./tune-sharp.ts";
export { writeDocument } from "./write-document.ts";
export { type EncodedPicture, writePicture } from "./write-picture.ts";
