#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <optional>

namespace wirewise::endpoints {

/// Which secret: of a folder of endpoints, in an environment, for the place that it is sent to.
struct SecretKey
{
    QString folder;
    QString environment; ///< empty without one
    QByteArray name;
    QByteArray place; ///< FilledEndpoint::place

    /// One text for all of it, which no other key has.
    [[nodiscard]] QString text() const;
    friend bool operator==(const SecretKey &, const SecretKey &) = default;
};

/// What a keychain answers.
struct SecretAnswer
{
    enum class Status {
        Found,
        Absent,
        Unavailable, ///< no keychain runs, or it refuses; problem says it in words
    };
    Status status = Status::Absent;
    QByteArray value;
    QString problem;
};

/// Where the values of secret variables are kept between two starts. Answers come later, on the thread of the
/// caller, and not at all once the store is gone.
class SecretStore
{
public:
    using Answer = std::function<void(const SecretAnswer &)>;

    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    virtual void read(const SecretKey &key, Answer answer) = 0;
    /// Found: it is kept.
    virtual void write(const SecretKey &key, const QByteArray &value, Answer answer) = 0;
    /// Absent: it is forgotten.
    virtual void forget(const SecretKey &key, Answer answer) = 0;
};

/// In memory until the program ends: for tests, and where no keychain runs. Answers at once.
class PassingSecrets : public SecretStore
{
public:
    void read(const SecretKey &key, Answer answer) override;
    void write(const SecretKey &key, const QByteArray &value, Answer answer) override;
    void forget(const SecretKey &key, Answer answer) override;

private:
    QHash<QString, QByteArray> m_values;
};

} // namespace wirewise::endpoints
