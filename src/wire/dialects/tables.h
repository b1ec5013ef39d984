#pragma once

#include "wire/dialect.h"

/// One decoder a file.
namespace wirewise::wire::dialects {

extern const Decoder socketIo;
extern const Decoder graphqlTransportWs;
extern const Decoder graphqlWs;
extern const Decoder stomp;
extern const Decoder mqtt;
extern const Decoder signalR;
extern const Decoder phoenix;
extern const Decoder actionCable;
extern const Decoder jsonRpc;
extern const Decoder json;
extern const Decoder messagePack;
extern const Decoder cbor;

} // namespace wirewise::wire::dialects
