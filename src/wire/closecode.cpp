#include "wire/closecode.h"

#include <QtEndian>

namespace wirewise::wire {

bool mayBeSent(quint16 code)
{
    // RFC 6455 section 7.4.2: 3000 to 4999 belong to libraries and applications
    if (code >= 3000 && code <= 4999)
        return true;
    // RFC 6455 section 7.4.1: 1004 is reserved; 1005, 1006 and 1015 stand for what was not sent
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

QByteArray closeCodeName(quint16 code)
{
    switch (code) {
    case closecode::Normal:
        return "Normal Closure";
    case closecode::GoingAway:
        return "Going Away";
    case closecode::ProtocolError:
        return "Protocol error";
    case closecode::UnsupportedData:
        return "Unsupported Data";
    case closecode::NoStatus:
        return "No Status Rcvd";
    case closecode::Abnormal:
        return "Abnormal Closure";
    case closecode::InvalidPayload:
        return "Invalid frame payload data";
    case closecode::PolicyViolation:
        return "Policy Violation";
    case closecode::MessageTooBig:
        return "Message Too Big";
    case closecode::MandatoryExtension:
        return "Mandatory Ext.";
    case closecode::InternalError:
        return "Internal Error";
    case closecode::ServiceRestart:
        return "Service Restart";
    case closecode::TryAgainLater:
        return "Try Again Later";
    case closecode::BadGateway:
        return "Bad Gateway";
    case closecode::TlsHandshake:
        return "TLS handshake";
    default:
        break;
    }
    if (code >= 4000 && code <= 4999)
        return "Application";
    if (code >= 3000 && code <= 3999)
        return "Library or framework";
    return {};
}

QByteArray closePayload(std::optional<quint16> code, const QByteArray &reason)
{
    if (!code)
        return {};
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(*code, payload.data());
    return payload + reason;
}

} // namespace wirewise::wire
