#pragma once

#include "gui/headermodel.h"
#include "gui/requestoptions.h"

#include <QFrame>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class RequestPanel;
}

/// Everything that shapes a request, under the Request button; the same as a command line at the bottom.
class RequestPanel : public QFrame
{
    Q_OBJECT
public:
    explicit RequestPanel(QWidget *parent = nullptr);
    ~RequestPanel() override;

    [[nodiscard]] RequestOptions options() const;
    void setOptions(const RequestOptions &options);
    /// The place that is to check, too, as --via has it; empty for this computer alone.
    [[nodiscard]] QString place() const;
    /// Offered in the field From.
    void setPlaces(const QStringList &places);
    /// The command line and the address override depend on it.
    void setAddress(const QString &address);
    /// Opens it under that widget.
    void popUp(QWidget *under);
    void addHeader();
    /// What is wrong with the options, in words; empty if nothing is.
    void showProblems(const RequestReading &reading);

Q_SIGNALS:
    void optionsChanged();
    void checkRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void setLineEdit(const char *name, const QString &text);

    std::unique_ptr<Ui::RequestPanel> m_ui;
    HeaderModel m_headers;
    QString m_address;
    QList<QByteArray> m_secrets; ///< of the options that were set; not shown
    QByteArray m_secretHost;
    bool m_setting = false;
};

} // namespace wirewise::gui
