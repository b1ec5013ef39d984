#pragma once

#include "endpoints/linefile.h"

#include <QStringList>

namespace wirewise::endpoints {

/// An endpoint that was given a name: an address and the options of `wirewise-cli check`, with {{variables}}
/// in them. One text file, so that two people's changes meet in git line by line.
class SavedEndpoint
{
public:
    SavedEndpoint() = default;
    /// Takes the file apart; an option of a wrong form is a problem, an unknown one a remark.
    [[nodiscard]] static Result<SavedEndpoint> read(const QString &name, QByteArrayView bytes);

    [[nodiscard]] const QString &name() const { return m_name; } ///< "orders/prices"
    void setName(const QString &name) { m_name = name; }
    [[nodiscard]] QByteArray address() const;
    /// Names of options without their dashes, in the order of the file; a switch has "yes".
    [[nodiscard]] FieldList options() const;
    /// Variables whose values never stand in a file.
    [[nodiscard]] QList<QByteArray> secrets() const { return secretNames(m_lines); }
    /// Lines that this version does not know; they stay when the file is written.
    [[nodiscard]] const QStringList &remarks() const { return m_remarks; }

    void setAddress(const QByteArray &address);
    void setOptions(const FieldList &options);
    void setSecrets(const QList<QByteArray> &names) { replaceSecrets(m_lines, names); }
    [[nodiscard]] QByteArray toBytes() const { return endpoints::toBytes(m_lines); }

    friend bool operator==(const SavedEndpoint &, const SavedEndpoint &) = default;

private:
    QString m_name;
    QList<FileLine> m_lines;
    QStringList m_remarks;
};

/// An option that an endpoint may hold: all that shape its probes.
struct EndpointOption
{
    const char *name; ///< without the dashes
    bool isSwitch = false;
    bool isFile = false; ///< its value is a path in the folder of the endpoints
};
/// Null if there is none of that name.
[[nodiscard]] const EndpointOption *findEndpointOption(QByteArrayView name);

} // namespace wirewise::endpoints
