#pragma once

#include "wire/dialect.h"

#include <QList>
#include <QListWidget>
#include <QString>

class QSettings;

namespace wirewise::gui {

/// A message to begin with. `{{name}}` in it is for the user to fill in; values are never kept with it.
struct TemplateEntry
{
    QString name;
    wire::Opcode opcode = wire::Opcode::Text;
    QString text; ///< of a binary message its hexadecimal digits
    bool isOwn = false;

    friend bool operator==(const TemplateEntry &, const TemplateEntry &) = default;
};

/// The templates of the protocol that runs in the session, then the user's own. Own ones are kept in the
/// settings; they are renamed in place (F2), removed with Delete, and may be replaced.
class MessageTemplates : public QListWidget
{
    Q_OBJECT
public:
    static constexpr int MostOwn = 100, LongestKept = 256 * 1024;

    explicit MessageTemplates(QWidget *parent = nullptr);

    /// Not taken over; null keeps nothing.
    void setSettings(QSettings *settings);
    void setDialect(wire::Dialect dialect);
    [[nodiscard]] const QList<TemplateEntry> &entries() const { return m_entries; }
    /// Keeps a template of one's own and lets the user name it. False if there are too many, or it is too
    /// long.
    bool add(TemplateEntry entry);
    /// Another message under the same name; only one of one's own.
    bool replace(int row, const TemplateEntry &entry);
    void rename(int row, const QString &name);
    void remove(int row);

Q_SIGNALS:
    void chosen(int row);
    /// The message that is written shall take the place of that one.
    void replaceRequested(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void load();
    void save() const;
    void fill();
    void showMenu(const QPoint &at);

    QSettings *m_settings = nullptr;
    wire::Dialect m_dialect = wire::Dialect::Unknown;
    QList<TemplateEntry> m_entries; ///< own ones last
    bool m_filling = false;
};

} // namespace wirewise::gui
