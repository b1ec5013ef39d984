#pragma once

#include <QLineEdit>
#include <QStringListModel>

namespace wirewise::gui {

/// The address field: a lock tells whether the address is encrypted, a menu offers recent ones. A text
/// longer than an address can be is refused in words and leaves the field as it was.
class AddressEdit : public QLineEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype RecentCount = 30;

    explicit AddressEdit(QWidget *parent = nullptr);

    void setRecent(const QStringList &addresses);
    /// What stands in the field while it is empty and something other than an address is shown: "14
    /// endpoints", "from staging.txt". Empty: the usual hint.
    struct StandIn
    {
        QString what, from;
    };
    void setStandIn(const StandIn &standIn);
    /// Whether the text is more than an address; then it is handed over, and the field stays as it is.
    bool handsOver(const QString &text);
    [[nodiscard]] QStringList recent() const { return m_recent.stringList(); }
    /// Puts an address that was checked in front, without its credentials.
    void remember(const QString &typed);
    /// What a paste outside of any input does: the text becomes the address. False if it is no text for it.
    bool takePasted(const QString &text);

Q_SIGNALS:
    void checkRequested();
    void connectRequested();
    /// What was put in is more than an address: a command, a call, a list.
    void textHandedOver(const QString &text);
    /// A sentence for the user.
    void refused(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void limit(const QString &text);
    void showLock();
    void showRecent();

    QStringListModel m_recent;
    QAction *m_lock;
    QAction *m_history;
    QString m_accepted;
    StandIn m_standIn;
};

/// The same address without user info, secret query values and anything else that is a credential.
[[nodiscard]] QString withoutSecrets(const QString &typed);

} // namespace wirewise::gui
