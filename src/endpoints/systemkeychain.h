#pragma once

#include "endpoints/secretstore.h"

#include <QObject>

namespace wirewise::endpoints {

/// The operating system's keychain: Secret Service or KWallet, macOS's Keychain, Windows' Credential Manager
/// (QtKeychain). Never a file of its own where none of them runs.
class SystemKeychain : public QObject, public SecretStore
{
    Q_OBJECT
public:
    using QObject::QObject;

    void read(const SecretKey &key, Answer answer) override;
    void write(const SecretKey &key, const QByteArray &value, Answer answer) override;
    void forget(const SecretKey &key, Answer answer) override;
};

} // namespace wirewise::endpoints
