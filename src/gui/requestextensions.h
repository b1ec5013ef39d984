#pragma once

#include <QByteArrayView>
#include <QString>

namespace wirewise::gui {

/// What is wrong with a value of Sec-WebSocket-Extensions, as a client offers it: with its grammar (RFC 6455
/// section 9.1) or with a parameter of permessage-deflate (RFC 7692 section 7.1). Empty if nothing is.
[[nodiscard]] QString extensionsRemark(QByteArrayView offered);

} // namespace wirewise::gui
