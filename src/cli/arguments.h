#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <span>

namespace wirewise::cli {

/// One option of a verb; help, parsing and completion are made from these rows.
struct Option
{
    const char *name = nullptr; ///< without the dashes
    /// What its value is called in help; null for a switch. "[N]" is a whole number that may be left out.
    const char *value = nullptr;
    const char *meaning = nullptr;
    bool repeatable = false;
};

/// A command line taken apart. `--name value` and `--name=value`; everything after `--` is positional.
class Arguments
{
public:
    /// On bad usage error() says what was expected.
    static Arguments parse(const QStringList &words, std::span<const Option> options);

    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] bool has(const char *name) const { return m_values.contains(QLatin1String(name)); }
    /// All values, in order.
    [[nodiscard]] QStringList values(const char *name) const { return m_values.value(QLatin1String(name)); }
    /// The last value; empty if the option was not given.
    [[nodiscard]] QString value(const char *name) const;
    [[nodiscard]] const QStringList &positional() const { return m_positional; }

private:
    void read(const QString &word, const QStringList &words, qsizetype &index,
              std::span<const Option> options);

    QHash<QString, QStringList> m_values;
    QStringList m_positional;
    QString m_error;
};

} // namespace wirewise::cli
